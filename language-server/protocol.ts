/**
 * What crosses between the language server and the editor beside the Language Server Protocol itself.
 * Decoded on arrival; what does not fit is left out, never an exception.
 */
import * as v from 'valibot';

const themeSchema = v.picklist(['light', 'dark', 'highContrast', 'highContrastLight']);

/** The editor's colour theme, by its kind: an image of an equation needs ink that can be read on it. */
export type Theme = v.InferOutput<typeof themeSchema>;

/** Editor → server, at the start and whenever the theme changes. */
export const THEME_NOTIFICATION = 'nabla/theme';

export interface ThemeParams {
  kind: Theme;
}

const themeParamsSchema = v.object({ kind: themeSchema });

/** The theme told, or undefined where the message is not one. */
export function decodeTheme(params: unknown): Theme | undefined {
  const result = v.safeParse(themeParamsSchema, params);
  return result.success ? result.output.kind : undefined;
}

const startOptionsSchema = v.object({
  theme: v.optional(themeSchema),
  equations: v.optional(v.string()),
});

/** `initializationOptions`: the theme, and the file of rendered equations (beside the server unless given). */
export type StartOptions = v.InferOutput<typeof startOptionsSchema>;

/** The options of `initialize`; none where they do not fit. */
export function decodeStartOptions(options: unknown): StartOptions {
  const result = v.safeParse(startOptionsSchema, options);
  return result.success ? result.output : {};
}

/** The section of the editor's settings that the server reads. */
export const SETTINGS_SECTION = 'nabla';

const settingsSchema = v.object({
  inlayHints: v.fallback(v.picklist(['all', 'layers', 'off']), 'all'),
  optionalRules: v.fallback(v.array(v.string()), []),
});

/**
 * The settings under {@link SETTINGS_SECTION}: `inlayHints` shows every shape, those that layers give, or
 * none; `optionalRules` are rules of style that are wanted.
 */
export type Settings = v.InferOutput<typeof settingsSchema>;

/** The settings, each at its default where it is missing or wrong. */
export function decodeSettings(settings: unknown): Settings {
  const result = v.safeParse(settingsSchema, settings);
  return result.success ? result.output : v.parse(settingsSchema, {});
}

/** The languages the server understands, by VS Code's identifiers. */
export const LANGUAGE_IDS = ['python', 'javascript', 'javascriptreact', 'typescript', 'typescriptreact'] as const;

/** Editor → server: the models of an open document. */
export const MODELS_REQUEST = 'nabla/models';

const modelsParamsSchema = v.object({ uri: v.string() });

export type ModelsParams = v.InferOutput<typeof modelsParamsSchema>;

/** The document asked about, or undefined where the message is no request for one. */
export function decodeModelsParams(params: unknown): ModelsParams | undefined {
  const result = v.safeParse(modelsParamsSchema, params);
  return result.success ? result.output : undefined;
}

const positionSchema = v.object({ line: v.number(), character: v.number() });

/** A place in a document, or undefined where a message is none. */
export function decodePlace(place: unknown): v.InferOutput<typeof positionSchema> | undefined {
  const result = v.safeParse(positionSchema, place);
  return result.success ? result.output : undefined;
}

/** A number, a formula of sizes as text, or null where it is not known. */
const countSchema = v.nullable(v.union([v.number(), v.string()]));

/** A layer or a group of layers; `place` is null where it is made in another document. */
export interface ShownRow {
  title: string;
  detail: string;
  parameters: number | string | null;
  multiplyAdds: number | string | null;
  place: v.InferOutput<typeof positionSchema> | null;
  children: ShownRow[];
}

const rowEntries = {
  title: v.string(),
  detail: v.string(),
  parameters: countSchema,
  multiplyAdds: countSchema,
  place: v.nullable(positionSchema),
};

const rowSchema: v.GenericSchema<ShownRow> = v.object({
  ...rowEntries,
  children: v.array(v.lazy(() => rowSchema)),
});

const modelSchema = v.object({ ...rowEntries, children: v.array(rowSchema), table: v.string() });

/** A model, with its table as Markdown. */
export type ShownModel = v.InferOutput<typeof modelSchema>;

/** The server's answer; no models where it does not fit. */
export function decodeModels(answer: unknown): ShownModel[] {
  const result = v.safeParse(v.array(modelSchema), answer);
  return result.success ? result.output : [];
}

/** The editor's command that shows the view of models; a code lens calls it with the place of its model. */
export const SHOW_MODELS_COMMAND = 'nabla.showModels';
