import type { Form } from '#capabilities/procedures/form.ts';

/** Exactly what is filed: these answers and papers, for this procedure, this way. */
export type Content = {
	procedure: string;
	version: string;
	/** Whose it is, who submits it and by what right. */
	people: { owner: string; submitter: string; basis: string | null };
	answers: { question: string; value: string }[];
	papers: { paper: string; verdict: string; sha256: string | null }[];
	/** The words in which it is read; null in what was said yes to before they were part of it. */
	words: Words | null;
};

/** A form and the names of its papers, as somebody read them. */
export type Words = { form: Form; papers: { id: string; name: string }[] };

/** Only what was read: questions that were asked, each with all that stood beside it. */
const wordsRead = ({ form, papers: named }: Words, { answers, papers }: Content): unknown[] => [
	form.questions
		.filter(({ id }) => answers.some(({ question }) => question === id))
		.map(({ id, ask, hint, portalLabel, choices }) => [id, ask, hint ?? null, portalLabel, choices ?? null]),
	named.filter(({ id }) => papers.some(({ paper }) => paper === id))
];

const byKey =
	<T>(key: (item: T) => string) =>
	(a: T, b: T): number =>
		key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

/** One text for one content, whatever the order in which it was gathered; its hash is what the resident confirms. */
export const canonical = (content: Content): string => {
	const { procedure, version, people, answers, papers, words } = content;
	return JSON.stringify([
		words ? 'tung-nha/3' : 'tung-nha/2',
		procedure,
		version,
		[people.owner, people.submitter, people.basis],
		answers
			.toSorted(byKey((answer) => answer.question))
			.map(({ question, value }) => [question, value.normalize('NFC')]),
		papers
			.toSorted(byKey((paper) => `${paper.paper}\0${paper.sha256 ?? ''}`))
			.map(({ paper, verdict, sha256 }) => [paper, verdict, sha256]),
		...(words ? wordsRead(words, content) : [])
	]);
};
