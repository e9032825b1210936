import {NumberInput, Select} from "@mantine/core";
import {type WeightType, weightTypeSchema} from "../../../engine/contract/models.ts";
import {bytes} from "../../widgets/numbers.ts";
import type {Conversion} from "./conversion.ts";
import {convertedBytes} from "./facts.ts";

interface Props {
    /** absent where it is not known before the file is here */
    readonly shape?: {readonly dModel: number; readonly nFeatures: number};
    readonly asks: ReadonlyArray<"layer" | "k">;
    /** whether what is asked must be told, or only may be */
    readonly required: boolean;
    readonly weightTypes: readonly WeightType[];
    readonly value: Conversion;
    readonly onChange: (value: Conversion) => void;
}

const AS_PUBLISHED = "as-published";

/** How a published dictionary becomes a `.sae.gguf`: what its file does not tell, and the type of its weights. */
export function ConversionFields({shape, asks, required, weightTypes, value, onChange}: Props) {
    const sized = (type: WeightType) => (shape === undefined ? type : `${type}, about ${bytes(convertedBytes(type, shape))}`);
    const whole = (entered: string | number) => (typeof entered === "number" ? entered : undefined);
    return (
        <>
            {asks.includes("layer") && (
                <NumberInput
                    size="xs"
                    label="Reads after layer"
                    placeholder={required ? "the file does not tell" : "where the file does not tell"}
                    required={required}
                    min={0}
                    max={4096}
                    allowDecimal={false}
                    hideControls
                    value={value.layer ?? ""}
                    onChange={(entered) => onChange({...value, layer: whole(entered)})}
                />
            )}
            {asks.includes("k") && (
                <NumberInput
                    size="xs"
                    label="k, features a token"
                    placeholder={required ? "the file does not tell" : "where the file does not tell"}
                    required={required}
                    min={1}
                    allowDecimal={false}
                    hideControls
                    value={value.k ?? ""}
                    onChange={(entered) => onChange({...value, k: whole(entered)})}
                />
            )}
            <Select
                size="xs"
                label="Weights"
                allowDeselect={false}
                comboboxProps={{width: 220, position: "bottom-start"}}
                data={[{value: AS_PUBLISHED, label: "As published"}, ...weightTypes.map((type) => ({value: type, label: sized(type)}))]}
                value={value.weightType ?? AS_PUBLISHED}
                onChange={(type) => onChange({...value, weightType: type === null || type === AS_PUBLISHED ? undefined : weightTypeSchema.parse(type)})}
            />
        </>
    );
}
