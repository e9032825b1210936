import {keepPreviousData, useQuery} from "@tanstack/react-query";
import type {CatalogueDictionary, CatalogueEntry, CatalogueModelFile, FitInput} from "../../../../engine/contract/library.ts";
import {queries} from "../../../app/engine.ts";
import {tellError} from "../../../app/errorSentences.ts";
import {classes} from "../../../widgets/classes.ts";
import type {Conversion} from "../conversion.ts";
import {FitView} from "../FitView.tsx";
import {verdictTone, verdictWords} from "../fit.ts";
import styles from "./Discover.module.css";

interface Props {
    readonly entry: CatalogueEntry;
    readonly file: CatalogueModelFile;
    readonly dictionary: CatalogueDictionary | null;
    readonly conversion: Conversion;
    /** all of it, or only the verdict */
    readonly open: boolean;
    readonly onFile: (id: string) => void;
}

/** Whether a file that is not here yet would fit, with the dictionary that is chosen. */
export function FileFit({entry, file, dictionary, conversion, open, onFile}: Props) {
    const input: FitInput = {
        model: {from: "catalogue", entry: entry.id, file: file.id},
        dictionaries: dictionary === null ? [] : [{...pick(dictionary), weightType: conversion.weightType ?? "F16"}],
        options: {}
    };
    const fit = useQuery({...queries.library.fit.queryOptions({input}), placeholderData: keepPreviousData, staleTime: 10_000});
    if (fit.isError) return <p className={styles.verdict}>{tellError(fit.error).sentence}</p>;
    if (fit.data === undefined) return <p className={styles.verdict}>…</p>;
    if (!open) {
        return (
            <p className={styles.verdict}>
                <span className={classes(styles.lamp, styles[verdictTone(fit.data)])} aria-hidden="true" />
                {verdictWords(fit.data)}
            </p>
        );
    }
    const smaller = (largest: number) => entry.files.filter(({bytes}) => bytes <= largest).toSorted((a, b) => b.bytes - a.bytes)[0];
    return (
        <div className={styles.fit}>
            <FitView
                fit={fit.data}
                stale={fit.isPlaceholderData}
                canDo={(advice) => advice.change === "smaller-file" && smaller(advice.largestBytes) !== undefined}
                onAdvice={(advice) => {
                    const better = advice.change === "smaller-file" ? smaller(advice.largestBytes) : undefined;
                    if (better !== undefined) onFile(better.id);
                }}
            />
        </div>
    );
}

const pick = ({dModel, nFeatures, layer}: CatalogueDictionary) => ({dModel, nFeatures, layer});
