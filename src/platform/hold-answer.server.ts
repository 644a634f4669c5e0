import * as v from 'valibot';

/** Set while tests run: then whatever a door answers is held against what it declared, cell by cell. The house itself pays nothing for it. */
const holding = process.env['HOLD_ANSWERS'] === 'yes';

type Cells = Record<string, unknown>;
const isCells = (value: unknown): value is Cells =>
	typeof value === 'object' && value !== null && !(value instanceof Date) && !(value instanceof Uint8Array);

/** Every cell of `said` that `declared` has not kept, as a path. */
const beyond = (said: unknown, declared: unknown, path: string): string[] =>
	isCells(said) && isCells(declared)
		? Object.keys(said).flatMap((name) =>
				said[name] !== undefined && !(name in declared)
					? [`${path}.${name}`]
					: beyond(said[name], declared[name], `${path}.${name}`)
			)
		: [];

/** Throws where an answer is not what its door declared, or holds a cell besides. */
export function holdAnswer(called: string, answers: v.GenericSchema, answer: unknown): void {
	if (!holding) return;
	const declared = v.safeParse(answers, answer);
	if (!declared.success)
		throw new Error(`${called} answers otherwise than it declares: ${JSON.stringify(v.flatten(declared.issues))}`);
	const more = beyond(answer, declared.output, '');
	if (more.length > 0) throw new Error(`${called} answers more than it declares: ${more.slice(0, 8).join(' ')}`);
}
