import type * as v from 'valibot';
import { readWhole } from '#kernel/plain.ts';

export type ObjectSchema = v.GenericSchema<unknown, object>;

/** What a schema of Valibot tells of itself; a pipe tells what its first step does. */
export type Part = {
	readonly type: string;
	readonly entries?: Readonly<Record<string, Part>>;
	readonly wrapped?: Part;
	readonly item?: Part;
	readonly options?: readonly unknown[];
};

const textOf = (value: FormDataEntryValue | null | undefined): string => (typeof value === 'string' ? value : '');
const isBlank = (values: readonly FormDataEntryValue[]): boolean => textOf(values[0]).trim() === '';
const fileIn = (values: readonly FormDataEntryValue[]): File | undefined =>
	values.find((one): one is File => typeof one !== 'string' && one.size > 0);

/** A box of its own kind for each; what is not here is text. */
const kinds: Record<string, (values: readonly FormDataEntryValue[], part: Part) => unknown> = {
	number: ([value]) => readWhole(textOf(value)),
	picklist: ([value], { options = [] }) =>
		options.every((one) => typeof one === 'number') ? readWhole(textOf(value)) : textOf(value),
	boolean: (values) => values.length > 0,
	array: (values, { item }) => values.map((one) => (item ? read([one], item) : textOf(one))),
	file: (values) => fileIn(values),
	optional: (values, { wrapped }) => orElse(values, wrapped, undefined),
	nullable: (values, { wrapped }) => orElse(values, wrapped, null),
	nullish: (values, { wrapped }) => orElse(values, wrapped, null)
};

const read = (values: readonly FormDataEntryValue[], part: Part): unknown =>
	kinds[part.type] ? kinds[part.type]!(values, part) : textOf(values[0]);

/** An empty box where nothing needs to be said. A box to tick and a list say that by themselves. */
function orElse(values: readonly FormDataEntryValue[], part: Part | undefined, nothing: null | undefined): unknown {
	if (!part || part.type === 'file') return fileIn(values) ?? nothing;
	if (part.type === 'boolean' || part.type === 'array' || part.type === 'nullable') return read(values, part);
	return isBlank(values) ? nothing : read(values, part);
}

/**
 * What a form says, in the shape that a schema asks for and not yet checked by it: text as it was typed, whole numbers as
 * people write them (NaN when it is none, so that the schema says so), a tick by its being there, a list by all its boxes,
 * an empty box as null or left out where the schema lets it be. A schema of any fields (`record`) reads them all as text.
 */
export function readForm(schema: Part, form: FormData, without: readonly string[] = []): Record<string, unknown> {
	if (schema.type === 'record') return Object.fromEntries([...form].map(([name, value]) => [name, textOf(value)]));
	return Object.fromEntries(
		Object.entries(schema.entries ?? {}).flatMap(([name, part]) =>
			without.includes(name) ? [] : [[name, read(form.getAll(name), part)]]
		)
	);
}
