/** Exactly what is filed: these answers and papers, for this procedure, this way. */
export type Content = {
	procedure: string;
	version: string;
	/** Whose it is, who submits it and by what right. */
	people: { owner: string; submitter: string; basis: string | null };
	answers: { question: string; value: string }[];
	papers: { paper: string; verdict: string; sha256: string | null }[];
};

const byKey =
	<T>(key: (item: T) => string) =>
	(a: T, b: T): number =>
		key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;

/** One text for one content, whatever the order in which it was gathered; its hash is what the resident confirms. */
export const canonical = ({ procedure, version, people, answers, papers }: Content): string =>
	JSON.stringify([
		'tung-nha/2',
		procedure,
		version,
		[people.owner, people.submitter, people.basis],
		answers
			.toSorted(byKey((answer) => answer.question))
			.map(({ question, value }) => [question, value.normalize('NFC')]),
		papers
			.toSorted(byKey((paper) => `${paper.paper}\0${paper.sha256 ?? ''}`))
			.map(({ paper, verdict, sha256 }) => [paper, verdict, sha256])
	]);
