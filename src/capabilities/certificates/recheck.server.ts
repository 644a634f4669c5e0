import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { dayOf } from '#kernel/day.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { samePerson } from '#capabilities/residents/people.server.ts';
import { classesOfTopic } from '#capabilities/classes/of-topic.server.ts';
import { besideOf } from '#capabilities/learning/observe.server.ts';
import { standingIn } from '#capabilities/learning/of-topic.server.ts';
import { outcomes, RecheckShown } from './answers.ts';
import { getCertificate, othersIn } from './give.server.ts';
import { OneCertificate } from './inputs.ts';
import { mayAssess } from './rules-certificate.ts';
import { heldNow, isLost, shownCertificate, standsOf } from './stands.server.ts';
import { listOpenRechecks, listRechecks, settleRecheck } from './sql-draw.server.ts';
import type { CertificateRow } from './sql.server.ts';

/** When a certificate was drawn that waits. Refuses one that was not (`recheck-none`), and whoever gave it (`recheck-own`). */
async function drawnAt({ db, actor }: Context, { id, assessorId }: CertificateRow): Promise<Date> {
	const waits = (await listOpenRechecks(db, [id]))[0];
	if (!waits) throw new Refusal('recheck-none');
	if (assessorId === actor.id) throw new Refusal('recheck-own');
	return waits.drawnAt;
}

/** Who taught them does not look again either. */
async function mayLook(context: Context, { personId, topic }: CertificateRow): Promise<void> {
	const classes = await classesOfTopic(context, personId, topic);
	const why = mayAssess(context.actor.id, classes);
	if (why === 'trainer') throw new Refusal('certificate-trainer');
	if (why === 'organisation') throw new Refusal('certificate-organisation', { names: othersIn(classes).join(', ') });
}

/**
 * What came of looking again at somebody whose certificate was drawn. It is not said but taken from what was seen: whoever says it has looked on
 * since the draw at something that protects (`recheck-not-looked`), and `lost` is whatever is done alone no more.
 */
export const sayRecheck = command(
	{
		name: 'certificates.say-recheck',
		byPerson: true,
		group: 'sit-beside',
		input: OneCertificate,
		answer: v.object({ outcome: v.picklist(outcomes) })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const { person } = besideOf(context);
		const found = await getCertificate(context, input);
		if (!(await samePerson(context, found.personId, person))) throw new Refusal('certificate-unknown');
		const since = await drawnAt(context, found);
		await mayLook(context, found);
		const stands = await standingIn(context, person, found.topic);
		const held = heldNow(found, stands.map(standsOf));
		const seen = stands.some(
			({ critical, looked }) => critical && looked !== null && looked.by === actor.id && looked.at >= since
		);
		if (!seen) throw new Refusal('recheck-not-looked');
		const outcome = isLost(held) ? ('lost' as const) : ('still' as const);
		await settleRecheck(db, found.id, { outcome, by: actor.id, at: now });
		return { answer: { outcome }, about: found.id, person, detail: { outcome } };
	}
);

/** Nobody was at home, or they do not want to. It waits on for whoever comes by. */
export const missRecheck = command(
	{
		name: 'certificates.miss-recheck',
		byPerson: true,
		group: 'loop',
		input: OneCertificate,
		answer: v.object({ ok: v.literal(true) })
	},
	async (context, input) => {
		const { db, actor, now } = context;
		const found = await getCertificate(context, input);
		await drawnAt(context, found);
		await settleRecheck(db, found.id, { outcome: 'not-reached', by: actor.id, at: now });
		return { answer: { ok: true }, about: found.id, person: found.personId };
	}
);

/** Certificates that were drawn: who is to be looked at again, and by whom not. */
export const rechecks = query(
	{
		name: 'certificates.rechecks',
		group: 'loop',
		input: Nothing,
		answer: v.array(RecheckShown),
		look: (rows) => ({
			person: rows.map(({ person }) => person),
			...{ what: 'list', purpose: 'certificate', repeats: true }
		})
	},
	async ({ db, actor, now }) =>
		(await listRechecks(db, centreOf(actor))).map((row) => ({
			...shownCertificate(row, dayOf(now)),
			...{ person: row.personId, name: row.name, month: row.month, outcome: row.outcome },
			...{ assessor: row.assessorName, mine: row.assessorId === actor.id }
		}))
);
