import type {Database} from "better-sqlite3";
import {createChats} from "./001-createChats.ts";
import {createLabels} from "./002-createLabels.ts";
import {createModelsAndSettings} from "./003-createModelsAndSettings.ts";
import {createRuns} from "./004-createRuns.ts";
import {createLibrary} from "./005-createLibrary.ts";
import {keepSeveralLabels} from "./006-keepSeveralLabels.ts";
import {createPairReports} from "./007-createPairReports.ts";
import {createHarvests} from "./008-createHarvests.ts";
import {createModeration} from "./009-createModeration.ts";
import {createSearch} from "./010-createSearch.ts";
import {createLabelHistory} from "./011-createLabelHistory.ts";
import {dropLabelWords} from "./012-dropLabelWords.ts";
import {createChatShelves} from "./013-createChatShelves.ts";
import {growPresets} from "./014-growPresets.ts";
import {createEvaluations} from "./015-createEvaluations.ts";
import {knowWeights} from "./016-knowWeights.ts";

/** One step of the database's history. Runs in a transaction; what it throws leaves the database as it was. */
export type Migration = (db: Database) => void;

/** In order; `PRAGMA user_version` counts how many have run. Never change one that was released: add the next. */
export const migrations: readonly Migration[] = [
    createChats,
    createLabels,
    createModelsAndSettings,
    createRuns,
    createLibrary,
    keepSeveralLabels,
    createPairReports,
    createHarvests,
    createModeration,
    createSearch,
    createLabelHistory,
    dropLabelWords,
    createChatShelves,
    growPresets,
    createEvaluations,
    knowWeights
];
