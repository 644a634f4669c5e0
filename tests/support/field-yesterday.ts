import { setScope } from '#platform/scope.server.ts';
import { KEEP_PHOTO_DAYS } from '#capabilities/field/protocol.ts';
import { copyOfPapers } from './field-papers.ts';
import { db, type History, type Model } from './field-history.ts';

// The server is put back to yesterday.

const copyOf = ({ holds, works, erased, papers }: Model): Model => ({
	holds: new Map(holds),
	works: new Map([...works].map(([who, areas]) => [who, new Set(areas)])),
	erased: new Set(erased),
	papers: copyOfPapers(papers)
});

export async function backUp(h: History): Promise<void> {
	if (h.backup || h.restored) return;
	await db(h)`savepoint yesterday`;
	const revoked = new Set(h.hands.filter((hand) => hand.revoked).map((hand) => hand.id));
	h.backup = { model: copyOf(h.model), revoked, at: h.now };
}

/** Yesterday is put back: what phones still hold comes again, what went down since with a phone does not. */
export async function restore(h: History): Promise<void> {
	if (!h.backup) return;
	await db(h)`rollback to savepoint yesterday`;
	await db(h)`release savepoint yesterday`;
	const erasedSince = [...h.model.erased];
	h.model = h.backup.model;
	for (const hand of h.hands) hand.revoked = hand.wiped || h.backup.revoked.has(hand.id);
	// The erasure went with the day, and the phones had obeyed it already.
	for (const one of h.said.values())
		if (one.people.some((person) => erasedSince.includes(person))) h.perished.add(one.op);
	await setScope(db(h), h.world.s.thach, crypto.randomUUID());
	const known = new Set((await db(h)<{ id: string }[]>`select id from field_operation`).map((row) => row.id));
	// A phone keeps a photo that has arrived for two nights.
	const older = h.now - h.backup.at > KEEP_PHOTO_DAYS * 86_400_000;
	for (const one of h.said.values()) {
		const gone = one.hand.wiped || one.hand.id !== one.phone || (older && one.command === 'cases.bring-photo');
		if (!known.has(one.op) && gone) h.perished.add(one.op);
	}
	h.done.clear();
	h.backup = null;
	h.restored = true;
}
