import {keepPreviousData, useQuery} from "@tanstack/react-query";
import type {CatalogueDictionary, CatalogueEntry, CatalogueModelFile, FitInput} from "../../../../engine/contract/library.ts";
import {queries} from "../../../app/engine.ts";
import {tellError} from "../../../app/errorSentences.ts";
import {classes} from "../../../widgets/classes.ts";
import type {Conversion} from "../conversion.ts";
import {FitView} from "../FitView.tsx";
import {publishedType} from "../facts.ts";
import {verdictTone, verdictWords} from "../fit.ts";
import styles from "./Discover.module.css";

interface Props {
    readonly entry: CatalogueEntry;
    readonly file: CatalogueModelFile;
    readonly dictionary: CatalogueDictionary | null;
    readonly conversion: Conversion;
}

/** Whether a file that is not here yet would fit, with the dictionary that is chosen. */
function useFileFit({entry, file, dictionary, conversion}: Props) {
    const input: FitInput = {
        model: {from: "catalogue", entry: entry.id, file: file.id},
        dictionaries: dictionary === null ? [] : [{...shapeOf(dictionary), weightType: conversion.weightType ?? publishedType(dictionary)}],
        options: {}
    };
    return useQuery({...queries.library.fit.queryOptions({input}), placeholderData: keepPreviousData, staleTime: 10_000});
}

const shapeOf = ({dModel, nFeatures, layer}: CatalogueDictionary) => ({dModel, nFeatures, layer});

/** The verdict alone. */
export function FileVerdict(props: Props) {
    const fit = useFileFit(props);
    if (fit.data === undefined) return <span className={styles.verdict}>{fit.isError ? "" : "…"}</span>;
    return (
        <span className={styles.verdict}>
            <span className={classes(styles.lamp, styles[verdictTone(fit.data)])} aria-hidden="true" />
            {verdictWords(fit.data)}
        </span>
    );
}

/** All of it, for the file that is chosen; advice of a smaller file chooses that. */
export function FileFit({onFile, ...props}: Props & {readonly onFile: (id: string) => void}) {
    const fit = useFileFit(props);
    const smaller = (largest: number) => props.entry.files.filter(({bytes}) => bytes <= largest).toSorted((a, b) => b.bytes - a.bytes)[0];
    return (
        <div className={styles.fit}>
            {fit.isError && <p className={styles.verdict}>{tellError(fit.error).sentence}</p>}
            {fit.data !== undefined && !fit.isError && (
                <FitView
                    fit={fit.data}
                    stale={fit.isPlaceholderData}
                    canDo={(advice) => advice.change === "smaller-file" && smaller(advice.largestBytes) !== undefined}
                    onAdvice={(advice) => {
                        const better = advice.change === "smaller-file" ? smaller(advice.largestBytes) : undefined;
                        if (better !== undefined) onFile(better.id);
                    }}
                />
            )}
        </div>
    );
}
