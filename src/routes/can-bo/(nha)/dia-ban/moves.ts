type Handover = { fromArea: string | null; toArea: string | null; at: Date; receivedAt: Date | null; holding: number };

/** Doors that were handed over together: how many, from where to where, and how far each has come. */
export type Move = {
	at: Date;
	from: string | null;
	to: string | null;
	doors: number;
	/** On their way: received by no phone yet; received, and still on an old phone; gone from the old phones. */
	given: number;
	received: number;
	gone: number;
};

export function movesOf(handovers: readonly Handover[], areas: readonly { id: string; name: string }[]): Move[] {
	const named = new Map(areas.map(({ id, name }) => [id, name]));
	const name = (id: string | null): string | null => (id === null ? null : (named.get(id) ?? null));
	const together = Map.groupBy(handovers, ({ fromArea, toArea, at }) => `${at.getTime()} ${fromArea} ${toArea}`);
	return [...together.values()].map((doors) => {
		const gone = doors.filter(({ holding, receivedAt, toArea }) => holding === 0 && (receivedAt || toArea === null));
		const received = doors.filter(({ holding, receivedAt }) => holding > 0 && receivedAt);
		return {
			...{ at: doors[0]!.at, from: name(doors[0]!.fromArea), to: name(doors[0]!.toArea), doors: doors.length },
			...{ given: doors.length - gone.length - received.length, received: received.length, gone: gone.length }
		};
	});
}
