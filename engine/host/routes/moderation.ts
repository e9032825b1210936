import {EngineError} from "../../contract/index.ts";
import {addToList, removeFromList} from "../../moderation/changeList.ts";
import {countModerated} from "../../moderation/counts.ts";
import {decideProposals} from "../../moderation/decideProposals.ts";
import {exportAudit} from "../../moderation/exportAudit.ts";
import {exportList} from "../../moderation/exportList.ts";
import {importList} from "../../moderation/importList.ts";
import {setPolicy} from "../../moderation/policy.ts";
import {grantAccess, readAccess, revokeAccess} from "../../moderation/researchAccess.ts";
import {findDictionary} from "../labelUses.ts";
import {withLabels} from "../withLabels.ts";
import {os} from "./os.ts";

/** The contract's `moderation`, procedure by procedure. */
export const moderationRoutes = {
    counts: os.moderation.counts.handler(async ({context: {engine}, input}) => countModerated(engine.store, await findDictionary(engine, input.dictionary))),
    categories: os.moderation.categories.handler(({context: {engine}}) => engine.moderation.policy()),
    setCategories: os.moderation.setCategories.handler(({context: {engine}, input}) => setPolicy(engine.store, input.categories)),
    list: os.moderation.list.handler(({context: {engine}, input: {dictionary, ...page}}) => {
        const {total, entries} = engine.store.moderation.page(dictionary, page);
        return {total, entries: withLabels(engine.store, dictionary, entries)};
    }),
    add: os.moderation.add.handler(async ({context: {engine}, input}) => {
        const dictionary = await findDictionary(engine, input.dictionary);
        addToList(engine.store, {dictionary, policy: engine.moderation.policy()}, input);
        return countModerated(engine.store, dictionary);
    }),
    remove: os.moderation.remove.handler(async ({context: {engine}, input}) => {
        const dictionary = await findDictionary(engine, input.dictionary);
        removeFromList(engine.store, dictionary, input);
        return countModerated(engine.store, dictionary);
    }),
    import: os.moderation.import.handler(async ({context: {engine}, input: {dictionary: id, path, file, anyway}}) => {
        const input = path ?? file;
        if (input === undefined || (path !== undefined && file !== undefined)) throw new EngineError("input/invalid", {detail: "give a path or a file"});
        const dictionary = await findDictionary(engine, id);
        return {
            ...(await importList(engine.store, dictionary, input, {policy: engine.moderation.policy(), anyway})),
            counts: countModerated(engine.store, dictionary)
        };
    }),
    export: os.moderation.export.handler(async ({context: {engine}, input}) => {
        const dictionary = await findDictionary(engine, input.dictionary);
        return exportList({store: engine.store, dictionary, policy: engine.moderation.policy()}, input.format);
    }),
    propose: os.moderation.propose.handler(({context: {engine}, input}) => engine.moderation.begin(engine.runs, input)),
    proposals: os.moderation.proposals.handler(({context: {engine}, input: {dictionary, ...page}}) => {
        const {total, proposals} = engine.store.proposals.page(dictionary, page);
        return {total, proposals: withLabels(engine.store, dictionary, proposals)};
    }),
    decide: os.moderation.decide.handler(async ({context: {engine}, input}) => {
        const dictionary = await findDictionary(engine, input.dictionary);
        decideProposals(engine.store, input);
        return countModerated(engine.store, dictionary);
    }),
    access: os.moderation.access.handler(({context: {engine}, input}) => readAccess(engine.store, input.dictionary)),
    grantAccess: os.moderation.grantAccess.handler(async ({context: {engine}, input}) => {
        await findDictionary(engine, input.dictionary);
        return grantAccess(engine.store, input);
    }),
    revokeAccess: os.moderation.revokeAccess.handler(({context: {engine}, input}) => revokeAccess(engine.store, input.dictionary)),
    audit: os.moderation.audit.handler(({context: {engine}, input}) => engine.store.moderation.newestAudit(input.dictionary, input.limit)),
    exportAudit: os.moderation.exportAudit.handler(({context: {engine}}) => exportAudit(engine.store))
};
