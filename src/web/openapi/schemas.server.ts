import { toJsonSchema, toJsonSchemaDefs } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

/** A piece of the document: a JSON Schema, or anything else that is written into it. */
export type Piece = Record<string, unknown>;

const isSchema = (value: unknown): value is GenericSchema =>
	typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';

/** What the rooms say that their doors answer, each under the name that it has in its room. */
const named: Record<string, GenericSchema> = Object.fromEntries(
	Object.values(import.meta.glob<Record<string, unknown>>('../../capabilities/*/answers.ts', { eager: true }))
		.flatMap((module) => Object.entries(module))
		.filter((one): one is [string, GenericSchema] => isSchema(one[1]))
);

/** As JSON carries bytes: as Node writes a Buffer. */
const BYTES = {
	type: 'object' as const,
	required: ['type', 'data'],
	properties: { type: { const: 'Buffer' }, data: { type: 'array' as const, items: { type: 'integer' as const } } }
};

const CONFIG = {
	errorMode: 'ignore',
	target: 'draft-2020-12',
	ignoreActions: ['trim', 'transform', 'check', 'readonly'],
	// An instant in UTC; bytes.
	overrideSchema: ({ valibotSchema: { type } }: { valibotSchema: { type: string } }) =>
		type === 'date' ? { type: 'string' as const, format: 'date-time' } : type === 'custom' ? BYTES : undefined,
	overrideRef: ({ referenceId }: { referenceId: string }) => `#/components/schemas/${referenceId}`
} satisfies Parameters<typeof toJsonSchema>[1];

const bare = ({ $schema: _, $defs: __, ...rest }: Piece): Piece => rest;

/** A schema of ours as the document writes it; what has a name stands there by its name. */
export const schemaOf = (schema: unknown): Piece =>
	bare(toJsonSchema(schema as GenericSchema, { ...CONFIG, definitions: named }) as Piece);

/** Names that a piece points to. */
const pointedTo = (piece: unknown): string[] =>
	[...JSON.stringify(piece).matchAll(/"#\/components\/schemas\/([^"]+)"/g)].map(([, name]) => name!);

/** Every named schema that `pieces` point to, and those that these point to, in the order of their names. */
export function componentsFor(pieces: unknown, own: Record<string, Piece>): Record<string, Piece> {
	const all = { ...(toJsonSchemaDefs(named, CONFIG) as Record<string, Piece>), ...own };
	const found = new Set<string>();
	const follow = (names: readonly string[]): void => {
		for (const name of names) {
			if (found.has(name) || !all[name]) continue;
			found.add(name);
			follow(pointedTo(all[name]));
		}
	};
	follow(pointedTo(pieces));
	return Object.fromEntries([...found].toSorted().map((name) => [name, bare(all[name]!)]));
}

type Described = { type?: string; format?: string; enum?: unknown[]; properties?: Record<string, Described> };

/** Whether a query takes words that a person typed, and not only ids, numbers and choices. */
export const takesText = (schema: unknown): boolean =>
	Object.values((schemaOf(schema) as Described).properties ?? {}).some(
		({ type, format, enum: choices }) => type === 'string' && format === undefined && choices === undefined
	);
