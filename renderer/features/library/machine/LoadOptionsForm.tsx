import {NumberInput, Select} from "@mantine/core";
import type {Fit} from "../../../../engine/contract/library.ts";
import {type KvType, kvTypeSchema, type LoadOptions, type ModelEntry} from "../../../../engine/contract/models.ts";
import {classes} from "../../../widgets/classes.ts";
import {count} from "../../../widgets/numbers.ts";
import {sheet} from "../../../widgets/Sheet.tsx";
import styles from "./LoadPanel.module.css";

interface Props {
    readonly options: LoadOptions;
    readonly model: Pick<ModelEntry, "facts" | "name">;
    readonly fit: Fit | undefined;
    readonly onChange: (options: LoadOptions) => void;
}

const SMALLEST_CONTEXT = 64;
const ROUND_SIZES = [2048, 8192, 32_768, 131_072];
const kvWords: Record<KvType, string> = {F32: "F32", F16: "F16", Q8_0: "Q8_0, half as large", Q4_0: "Q4_0, a quarter"};

/** Context, its type, and layers on the GPU; what is left empty, the engine chooses. */
export function LoadOptionsForm({options, model, fit, onChange}: Props) {
    const trained = model.facts?.trainedContextSize;
    const set = <Name extends keyof LoadOptions>(name: Name, value: LoadOptions[Name] | undefined) => {
        const {[name]: _, ...rest} = options;
        onChange(value === undefined ? rest : {...rest, [name]: value});
    };
    const whole = (value: string | number) => (typeof value === "number" ? value : undefined);
    const sizes = ROUND_SIZES.filter((size) => trained === undefined || size < trained);
    return (
        <fieldset className={classes(sheet.group, styles.form)} aria-label={`How ${model.name} is loaded`}>
            <div>
                <NumberInput
                    size="xs"
                    label="Context, in tokens"
                    placeholder={fit === undefined ? "chosen by the engine" : `chosen by the engine: ${count(fit.contextSize)}`}
                    min={SMALLEST_CONTEXT}
                    max={trained ?? 10_000_000}
                    allowDecimal={false}
                    thousandSeparator=","
                    hideControls
                    value={options.contextSize ?? ""}
                    onChange={(value) => set("contextSize", whole(value))}
                />
                <div className={styles.chips}>
                    {[...sizes, ...(trained === undefined ? [] : [trained])].map((size) => (
                        <button
                            key={size}
                            type="button"
                            className={styles.chip}
                            aria-pressed={options.contextSize === size}
                            onClick={() => set("contextSize", options.contextSize === size ? undefined : size)}
                        >
                            {size === trained ? `all ${count(size)}` : count(size)}
                        </button>
                    ))}
                </div>
            </div>
            <div className={styles.pair}>
                <Select
                    size="xs"
                    label="Context kept as"
                    allowDeselect={false}
                    data={kvTypeSchema.options.map((value) => ({value, label: kvWords[value]}))}
                    comboboxProps={{width: 190, position: "bottom-start"}}
                    value={options.kvType ?? "F16"}
                    onChange={(value) => set("kvType", value === "F16" || value === null ? undefined : kvTypeSchema.parse(value))}
                />
                <NumberInput
                    size="xs"
                    label="Layers on the GPU"
                    placeholder={gpuWords(fit)}
                    min={0}
                    max={(model.facts?.nLayers ?? 9999) + 1}
                    allowDecimal={false}
                    hideControls
                    disabled={fit?.total.vram === 0}
                    value={options.gpuLayers ?? ""}
                    onChange={(value) => set("gpuLayers", whole(value))}
                />
            </div>
        </fieldset>
    );
}

function gpuWords(fit: Fit | undefined): string {
    if (fit === undefined) return "as many as fit";
    return fit.total.vram === 0 ? "no GPU" : `as many as fit: ${fit.gpuLayers}`;
}
