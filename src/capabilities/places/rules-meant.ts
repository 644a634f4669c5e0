/** Which centre is meant: the one that is named, or the only one there is. Null has to be asked; `unknown`: what was named does not exist. */
export function meantCentre<C extends { id: number }>(
	all: readonly C[],
	named: string | null
): { here: C | null; unknown: boolean } {
	if (named === null) return { here: all.length === 1 ? all[0]! : null, unknown: false };
	const here = all.find(({ id }) => String(id) === named) ?? null;
	return { here, unknown: here === null };
}
