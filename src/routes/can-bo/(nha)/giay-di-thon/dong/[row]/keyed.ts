import type { RowToKey } from '#capabilities/walk-lists/answers.ts';
import { boxOf } from '#capabilities/walk-lists/forms.ts';
import { m } from '#words';

type Sent = { typed?: Record<string, string>; met?: readonly string[]; taught?: readonly string[] } | null | undefined;

/** How somebody is called at the keys; whoever wants no name there is counted. */
export const nameIn = (name: string | null, n: number): string => name ?? m['walk-lists.no-name-n']({ n: n + 1 });

const nothing = { outcome: '', day: '', from: '', until: '', met: [], taught: [], need: null } as const;

/** What stands in the boxes: what was just typed, else what whoever keys had keyed, else nothing but the day. */
export function keyedIn(mine: RowToKey['mine'], sent: Sent, printed: string) {
	if (sent?.typed) return sentIn(sent.typed, sent);
	const { taught, ...keyed } = mine ?? { ...nothing, day: printed };
	return { ...keyed, taught: taught.map(({ person, topic, how }) => boxOf(person, topic, how)) };
}

function sentIn(typed: Record<string, string>, { met = [], taught = [] }: NonNullable<Sent>) {
	const said = (name: string): string => typed[name] ?? '';
	return {
		...{ outcome: said('outcome'), day: said('day'), from: said('from'), until: said('until'), met, taught },
		need: { kind: said('needKind'), person: said('needPerson'), promisedOn: said('promisedOn') || null }
	};
}
