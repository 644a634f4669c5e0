import type { FormPerson, Question } from './answers.ts';

export type Form = {
	/** Code of the procedure, or `general`. */
	id: string;
	version: number;
	/** Under which name whose file it is stands in this form, where that is not who asks. */
	owner?: FormPerson;
	questions: readonly Question[];
};

/** Raw answers by question id, as kept. A date is `yyyy`, `yyyy-mm` or `yyyy-mm-dd`; yes-no is `yes` or `no`. */
export type Answers = Readonly<Record<string, string>>;
