import type { Paper } from '#capabilities/procedures/answers.ts';

/** Papers that depend on something are asked for where it is so; all others belong to the file. */
const REQUIRED = new Set<Paper['kind']>(['present', 'form', 'submit']);

/** Papers that the procedure requires and nobody has looked at: no word of them, or a file that was attached and never opened. */
export const unseenPapers = <P extends Pick<Paper, 'id' | 'kind'>>(
	papers: readonly P[],
	seen: readonly { paper: string; verdict: string }[],
	looks: readonly { paper: string }[] = []
): P[] => {
	const looked = new Set([
		...seen.filter(({ verdict }) => verdict !== 'attached').map(({ paper }) => paper),
		...looks.map(({ paper }) => paper)
	]);
	return papers.filter(({ id, kind }) => REQUIRED.has(kind) && !looked.has(id));
};
