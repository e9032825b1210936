import {z} from "zod";

/** Index of a feature in its dictionary, 0-based. */
export const featureIdSchema = z.number().int().nonnegative().brand<"FeatureId">();
export type FeatureId = z.infer<typeof featureIdSchema>;

/** Index of a transformer layer, 0-based; the tap at layer L reads `l_out-L`, the residual after that layer. */
export const layerIndexSchema = z.number().int().nonnegative().brand<"LayerIndex">();
export type LayerIndex = z.infer<typeof layerIndexSchema>;

/** Position of a token in its sequence, 0-based. */
export const tokenPositionSchema = z.number().int().nonnegative().brand<"TokenPosition">();
export type TokenPosition = z.infer<typeof tokenPositionSchema>;

export const featureId = (value: number) => value as FeatureId;
export const layerIndex = (value: number) => value as LayerIndex;
export const tokenPosition = (value: number) => value as TokenPosition;
