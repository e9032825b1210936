import type {FeaturePage, HarvestedCorpus} from "../../../../engine/contract/featurePages.ts";
import {ago, count, percent, shown} from "../../../widgets/numbers.ts";
import {fileName} from "../../chooser/index.ts";
import {densityShare, oneIn} from "../logScale.ts";
import {ActivationChart} from "./ActivationChart.tsx";
import styles from "./Firing.module.css";
import {Part} from "./Part.tsx";

interface Props {
    readonly harvest: HarvestedCorpus;
    readonly stats: FeaturePage["stats"];
}

const TICKS = [
    {density: 0.00001, words: "0.001 %"},
    {density: 0.001, words: "0.1 %"},
    {density: 0.1, words: "10 %"},
    {density: 1, words: "all"}
];

/** How often a feature fires, and how strongly where it does. */
export function Firing({harvest, stats}: Props) {
    const source = `${count(harvest.tokens)} tokens of ${fileName(harvest.corpus)}, harvested ${ago(harvest.at)}`;
    if (stats === undefined || stats.count === 0) {
        return (
            <Part title="How often it fires">
                <p className={styles.sentence}>
                    <strong>Never</strong> in {source}. It is dead, or waits for something that this text does not hold.
                </p>
            </Part>
        );
    }
    return (
        <Part title="How often it fires">
            <p className={styles.sentence}>
                On <strong>{percent(stats.density)}</strong> of tokens, {oneIn(stats.density)}: more often than {percent(stats.densityRank)} of the features
                that fire at all.
            </p>
            <div className={styles.scale} role="img" aria-label={`Density on a scale by powers of ten: ${percent(stats.density)}`}>
                <span className={styles.rule}>
                    <span className={styles.mark} style={{left: `${densityShare(stats.density) * 100}%`}} />
                </span>
                {TICKS.map(({density, words}) => (
                    <span key={words} className={styles.tick} style={{left: `${densityShare(density) * 100}%`}}>
                        {words}
                    </span>
                ))}
            </div>
            <p className={styles.scaleWords}>share of tokens, on a logarithmic scale</p>
            <ActivationChart bins={stats.histogram} />
            <dl className={styles.figures}>
                <dt>Mean where it fires</dt>
                <dd>{shown(stats.mean)}</dd>
                <dt>Maximum</dt>
                <dd>{shown(stats.max)}</dd>
                <dt>Fired on</dt>
                <dd>{count(stats.count)} tokens</dd>
            </dl>
            <p className={styles.source}>
                From {source}, on {harvest.model}. Special tokens are not counted.
            </p>
        </Part>
    );
}
