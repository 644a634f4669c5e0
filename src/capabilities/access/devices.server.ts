import * as v from 'valibot';
import { centreOf } from '#kernel/actor.ts';
import { Refusal } from '#kernel/refusal.ts';
import { Nothing } from '#kernel/shapes.ts';
import { slowDown, type Brake } from '#platform/attempts.server.ts';
import type { Context } from '#platform/context.server.ts';
import { command, query } from '#platform/dispatch.server.ts';
import { CODE_MINUTES, codeToShow } from '#platform/shown-code.server.ts';
import { AskPairing, PairDevice, RevokeDevice } from './inputs.ts';
import {
	findCentreOfDesk,
	findPairingByKey,
	holdPairings,
	insertDevice,
	insertPairing,
	isCodeShown,
	listDevices,
	revokeDeviceRow,
	takePairing
} from './sql-devices.server.ts';
import { DeviceRow } from './answers.ts';

/** Every page that asks is nobody: thirty codes to one address in ten minutes. */
const brake: Brake = { purpose: 'ask-pairing', free: 30, minutes: 10 };

const KeyHash = v.pipe(v.string(), v.hexadecimal(), v.length(64));

/**
 * An unpaired screen asks to be let in: it gets a code to show. Its own secret stays in its cookie; we keep a hash.
 * Refuses an address that asks far too often; the seed has none.
 */
export const askPairing = command(
	{
		name: 'access.ask-pairing',
		group: 'threshold',
		input: v.object({ ...AskPairing.entries, keyHash: KeyHash, address: v.optional(v.string()) }),
		answer: v.object({ kind: v.picklist(['kiosk', 'second-screen', 'display']) })
	},
	async (context, { kind, keyHash, address }) => {
		const { db, now } = context;
		if (address !== undefined) await slowDown(context, brake, address, 'pairings-enough');
		await holdPairings(db);
		const code = await codeToShow((one) => isCodeShown(db, one, now));
		const expiresAt = new Date(now.getTime() + CODE_MINUTES * 60_000);
		await insertPairing(db, { keyHash: Buffer.from(keyHash, 'hex'), code, kind, at: now, expiresAt });
		return { answer: { kind }, centre: null };
	}
);

export const pairing = query(
	{
		name: 'access.pairing',
		group: 'threshold',
		input: v.object({ keyHash: KeyHash }),
		answer: v.nullable(v.object({ code: v.string(), kind: v.picklist(['kiosk', 'second-screen', 'display']) })),
		look: 'holds no name'
	},
	async ({ db, now }, { keyHash }) => (await findPairingByKey(db, Buffer.from(keyHash, 'hex'), now)) ?? null
);

/** A leader types the code that a screen shows, and binds the screen to the centre and a desk of it. */
export const pairDevice = command(
	{
		name: 'access.pair-device',
		group: 'lead',
		input: PairDevice,
		answer: v.object({ device: v.string(), kind: v.picklist(['kiosk', 'second-screen', 'display']) })
	},
	async ({ db, actor, now, request }, { code, desk, centre }) => {
		if (!actor.centres.includes(centre)) throw new Refusal('not-your-place');
		if (desk !== null && (await findCentreOfDesk(db, desk)) !== centre) throw new Refusal('desk-unknown');
		const found = await takePairing(db, code, now);
		if (!found) throw new Refusal('pairing-unknown');
		await insertDevice(db, {
			id: request,
			centre,
			desk,
			kind: found.kind,
			keyHash: found.keyHash,
			name: found.kind,
			by: actor.id,
			at: now
		});
		return { answer: { device: request, kind: found.kind }, about: request, centre };
	}
);

/** A leader parts a screen from the centre: from now on it shows nothing. */
export const revokeDevice = command(
	{ name: 'access.revoke-device', group: 'lead', input: RevokeDevice, answer: v.object({ ok: v.literal(true) }) },
	async ({ db, now }, { device }) => {
		const { count } = await revokeDeviceRow(db, device, now);
		if (count === 0) throw new Refusal('device-unknown');
		return { answer: { ok: true }, about: device };
	}
);

/** What is paired with a centre now, by its name. */
export const pairedAt = async ({ db }: Pick<Context, 'db'>, centre: number) =>
	(await listDevices(db, centre))
		.filter(({ revokedAt }) => revokedAt === null)
		.map(({ id, kind, name }) => ({ id, kind, name }));

/** The screens of this centre, with who paired them and when they were last seen. */
export const devices = query(
	{ name: 'access.devices', group: 'lead', input: Nothing, answer: v.array(DeviceRow), look: 'holds no name' },
	({ db, actor }) => listDevices(db, centreOf(actor))
);
