import type { FormPerson, Question, Words } from './answers.ts';

export type Form = {
	/** Code of the procedure, or `general`. */
	id: string;
	version: number;
	/** Under which name whose file it is stands in this form, where that is not who asks. */
	owner?: FormPerson;
	questions: readonly Question[];
	/** Where the same is often asked for twice at once, as for twins: what the second file does not take from the first. */
	again?: { words: Words; leaves: readonly string[] };
};

/** Raw answers by question id, as kept. A date is `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; yes-no is `yes` or `no`. */
export type Answers = Readonly<Record<string, string>>;
