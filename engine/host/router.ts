import {featureRange} from "../features/featureRange.ts";
import {readFeatures} from "../features/readFeatures.ts";
import {requireFeature} from "../features/requireFeature.ts";
import {searchFeatures} from "../features/searchFeatures.ts";
import {labelOneFeature} from "./labelUses.ts";
import {requireSetting} from "./requireSetting.ts";
import {autosteerRoutes} from "./routes/autosteer.ts";
import {chatRoutes} from "./routes/chat.ts";
import {evaluationRoutes} from "./routes/evaluation.ts";
import {featurePageRoutes} from "./routes/featurePages.ts";
import {featureReadingRoutes} from "./routes/featureReadings.ts";
import {labellingRoutes} from "./routes/labelling.ts";
import {labelRoutes} from "./routes/labels.ts";
import {libraryRoutes} from "./routes/library.ts";
import {moderationRoutes} from "./routes/moderation.ts";
import {os} from "./routes/os.ts";
import {pairRoutes} from "./routes/pairs.ts";
import {presetRoutes} from "./routes/presets.ts";
import {runRoutes} from "./routes/runs.ts";
import {steeringRoutes} from "./routes/steering.ts";

/** The contract, procedure by procedure; the contract describes each. */
export const router = os.router({
    engine: {
        about: os.engine.about.handler(({context: {engine}}) => engine.about()),
        status: os.engine.status.handler(async ({context: {engine}, signal}) => engine.status.follow(signal))
    },
    models: {
        list: os.models.list.handler(({context: {engine}}) => engine.models.list()),
        add: os.models.add.handler(({context: {engine}, input}) => engine.models.add(input)),
        configure: os.models.configure.handler(({context: {engine}, input}) => engine.models.configure(input)),
        forget: os.models.forget.handler(({context: {engine}, input}) => engine.models.forget(input)),
        load: os.models.load.handler(({context: {engine}, input, signal}) => engine.models.load(input, signal)),
        unload: os.models.unload.handler(({context: {engine}}) => engine.models.unload())
    },
    library: libraryRoutes,
    runs: runRoutes,
    pairs: pairRoutes,
    labels: {...labelRoutes, ...labellingRoutes},
    evaluation: {...evaluationRoutes, ...autosteerRoutes},
    moderation: moderationRoutes,
    features: {
        ...featurePageRoutes,
        ...featureReadingRoutes,
        search: os.features.search.handler(({context: {engine}, input}) => searchFeatures(engine.features, input)),
        get: os.features.get.handler(async ({context: {engine}, input: {dictionary, feature}}) => {
            requireFeature(engine.features, dictionary, feature);
            const [found] = await readFeatures(engine.features, dictionary, [feature]);
            return found!;
        }),
        label: os.features.label.handler(({context: {engine}, input}) => labelOneFeature(engine, input)),
        range: os.features.range.handler(({context: {engine}, input}) => featureRange(engine.features, input))
    },
    steering: steeringRoutes,
    presets: presetRoutes,
    chat: chatRoutes,
    settings: {
        get: os.settings.get.handler(({context: {engine}}) => engine.store.settings.all()),
        set: os.settings.set.handler(({context: {engine}, input: {name, value}}) => {
            requireSetting(name, value);
            engine.store.settings.set(name, value);
        })
    }
});
