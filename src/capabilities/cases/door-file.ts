import * as v from 'valibot';
import type { Answers } from '#capabilities/procedures/form.ts';
import { prefillFrom, questionsFor } from '#capabilities/procedures/rules-asked.ts';
import { follow } from '#capabilities/procedures/rules-same.ts';
import type { LentProcedure } from './lent-forms.ts';

// A file as it is written at a door, on a phone without a line.

export const DoorFile = v.object({
	id: v.string(),
	/** Who sits at the table and submits it. */
	person: v.string(),
	owner: v.string(),
	basis: v.nullable(v.string()),
	procedure: v.string(),
	/** By question; `by` is in whose hand the phone was, or where it was filled in from: the register, their card, or as they said it once. */
	answers: v.record(v.string(), v.object({ value: v.string(), by: v.string() })),
	/** What was seen of each paper. */
	papers: v.record(v.string(), v.string()),
	/** The ids of photos of what was signed and shown. */
	photos: v.array(v.string()),
	/** The hash of what was signed on paper; '' is nothing. */
	signed: v.string()
});
export type DoorFile = v.InferOutput<typeof DoorFile>;

/** What the phone knows of somebody and a form may take from it. */
type Known = {
	name: string | null;
	year: number | null;
	gender: string | null;
	said?: Readonly<Record<string, string>>;
};
const factsOf = ({ name, year, gender }: Known) => ({
	name: name ?? undefined,
	birth: year === null ? undefined : String(year),
	sex: gender ?? undefined,
	self: 'yes'
});

type Begun = Pick<DoorFile, 'id' | 'person' | 'owner' | 'basis'> & { known: Known; owned: Known | null };

/** A file that is begun: what the register says of whoever asks, and the name of whose it is, are filled in. */
export function begunFile({ code, form }: LentProcedure, { known, owned, ...who }: Begun): DoorFile {
	const filled = {
		...prefillFrom(form, 'applicant', { ...factsOf(known), self: owned ? 'no' : 'yes' }),
		...(owned && form.owner ? prefillFrom(form, form.owner, { name: owned.name ?? undefined }) : {})
	};
	const by = (question: string): string => {
		const asked = form.questions.find(({ id }) => id === question);
		const { said = {} } = asked?.person === form.owner ? (owned ?? known) : known;
		const fact = asked?.prefill === 'sex' ? 'gender' : (asked?.prefill ?? '');
		// Whose file it is was chosen at the table.
		return fact === 'self' ? 'guide' : (said[fact] ?? 'register');
	};
	const answers = Object.fromEntries(
		Object.entries(filled).map(([question, value]) => [question, { value, by: by(question) }])
	);
	return { ...who, procedure: code, answers, papers: {}, photos: [], signed: '' };
}

export const valuesIn = ({ answers }: Pick<DoorFile, 'answers'>): Answers =>
	Object.fromEntries(Object.entries(answers).map(([question, { value }]) => [question, value]));

/** Boxes about the same person say the same, by the hand that said it. */
export function followIn(form: LentProcedure['form'], file: Pick<DoorFile, 'answers'>, before: Answers): void {
	const { set, unset } = follow(form, before, valuesIn(file));
	for (const question of unset) delete file.answers[question];
	for (const [question, from] of set) file.answers[question] = { ...file.answers[from]! };
}

/** The papers that somebody looks for: a form is made by this. */
export const papersOf = ({ papers }: LentProcedure) => papers.filter(({ kind }) => kind !== 'form');

/** The answers that apply, each with its hand: what was said before another answer hid it is not sent. */
export const answersShown = ({ form }: LentProcedure, file: DoorFile): DoorFile['answers'] =>
	Object.fromEntries(
		questionsFor(form, valuesIn(file)).flatMap(({ id }) => (file.answers[id] ? [[id, file.answers[id]]] : []))
	);
