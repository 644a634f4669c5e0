import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { centreOf } from '#kernel/actor.ts';
import type { Context } from '#platform/context.server.ts';
import type { CardLine, CardOpen, CardState } from './answers.ts';
import type { HouseCard } from './card-shape.ts';
import { findHouseCard, houseCards } from './cards.ts';
import { isStale, unseen } from './rules-card.ts';
import { findCardAt, findOpen, listOpen, standingOf, type CardRow, type OpenRow, type Stands } from './sql.server.ts';

// How a card stands, of a centre and of the house.

const stateOf = ({ version, decided, given }: Pick<CardRow, 'version' | 'decided' | 'given'>): CardState => {
	if (decided === 'withdrawn') return 'withdrawn';
	if (decided === null) return 'draft';
	return given === version ? 'given' : 'changed';
};

/** A card of a centre as a line of the list. */
export function ownLine(row: CardRow, today: string): CardLine {
	const { id, version, title, picture, system, device, decided, given, triedBy } = row;
	const open = decided === 'published';
	const triedOn = row.triedAt && dayOf(row.triedAt);
	const others = open ? unseen(row.others, row.seen) : 0;
	return {
		...{ id, version, title, picture, system, device, given: open ? given : null, state: stateOf(row), ofHouse: false },
		...{ triedOn, triedBy, others, asks: open && (others > 0 || (triedOn !== null && isStale(triedOn, today))) }
	};
}

/** A card of the house as it stands at a centre. */
export function houseLine(card: HouseCard, row: Stands, today: string): CardLine {
	const { id, version, title, picture, system, device, written } = card;
	const open = row.decided !== 'withdrawn';
	const triedOn = row.triedAt && dayOf(row.triedAt);
	const others = open ? unseen(row.others, row.seen) : 0;
	return {
		...{ id, version, title, picture, system, device, given: open ? version : null, ofHouse: true },
		state: open ? 'given' : 'withdrawn',
		...{ triedOn, triedBy: row.triedBy, others },
		asks: open && (others > 0 || isStale(triedOn ?? written, today))
	};
}

/** How every card of the house stands at a centre, in the order of the list. */
export async function houseStands({ db }: Context, centre: number): Promise<(HouseCard & { stands: Stands })[]> {
	const rows = new Map((await standingOf(db, centre, houseCards)).map((row) => [row.id, row]));
	return houseCards.map((card) => ({ ...card, stands: rows.get(card.id)! }));
}

/** A card as staff of a centre have it: of the house or their own. Refuses one of elsewhere and one that is none (`card-unknown`). */
export async function cardHere(
	context: Context,
	card: string
): Promise<{ own: CardRow; house: null } | { own: null; house: HouseCard & { stands: Stands } }> {
	const centre = centreOf(context.actor);
	const house = findHouseCard(card);
	if (house) return { own: null, house: { ...house, stands: (await standingOf(context.db, centre, [house]))[0]! } };
	const own = await findCardAt(context.db, centre, card);
	if (!own) throw new Refusal('card-unknown');
	return { own, house: null };
}

const openOwn = ({ triedAt, centreId: _, ...row }: OpenRow): CardOpen => ({
	...row,
	...{ ofHouse: false, triedOn: dayOf(triedAt), tried: true }
});

const openHouse = ({ written, steps, ...card }: HouseCard, triedAt: Date | null): CardOpen => ({
	...card,
	steps: steps.map((step) => ({ ...step, voice: null })),
	...{ ofHouse: true, triedOn: triedAt ? dayOf(triedAt) : written, tried: triedAt !== null }
});

/** What everybody has at a centre; the cards of the house alone where none is meant. */
export async function openAt(context: Context, centre: number | null): Promise<CardOpen[]> {
	if (centre === null) return houseCards.map((card) => openHouse(card, null));
	const house = await houseStands(context, centre);
	return [
		...(await listOpen(context.db, centre)).map(openOwn),
		...house
			.filter(({ stands }) => stands.decided !== 'withdrawn')
			.map(({ stands, ...card }) => openHouse(card, stands.triedAt))
	];
}

/** One of them, and of which centre. Refuses what nobody was given or was taken back (`card-unknown`). */
export async function openOne(
	context: Context,
	card: string,
	centre: number | null
): Promise<{ open: CardOpen; centre: number | null }> {
	const house = findHouseCard(card);
	if (house) {
		const stands = centre === null ? null : (await standingOf(context.db, centre, [house]))[0]!;
		if (stands?.decided === 'withdrawn') throw new Refusal('card-unknown');
		return { open: openHouse(house, stands?.triedAt ?? null), centre };
	}
	const own = await findOpen(context.db, card);
	if (!own) throw new Refusal('card-unknown');
	return { open: openOwn(own), centre: own.centreId };
}
