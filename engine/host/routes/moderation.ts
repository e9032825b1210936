import {EngineError} from "../../contract/index.ts";
import {os} from "./os.ts";

const notYet = () => {
    throw new EngineError("engine/internal", {detail: "not there yet"});
};

/** The contract's `moderation`, procedure by procedure. */
export const moderationRoutes = {
    counts: os.moderation.counts.handler(notYet),
    categories: os.moderation.categories.handler(notYet),
    setCategories: os.moderation.setCategories.handler(notYet),
    list: os.moderation.list.handler(notYet),
    add: os.moderation.add.handler(notYet),
    remove: os.moderation.remove.handler(notYet),
    import: os.moderation.import.handler(notYet),
    export: os.moderation.export.handler(notYet),
    propose: os.moderation.propose.handler(notYet),
    proposals: os.moderation.proposals.handler(notYet),
    decide: os.moderation.decide.handler(notYet),
    access: os.moderation.access.handler(notYet),
    grantAccess: os.moderation.grantAccess.handler(notYet),
    revokeAccess: os.moderation.revokeAccess.handler(notYet),
    audit: os.moderation.audit.handler(notYet),
    exportAudit: os.moderation.exportAudit.handler(notYet)
};
