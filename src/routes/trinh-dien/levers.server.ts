import * as v from 'valibot';
import { program } from '#program/program.server.ts';

/** The stand-ins with a lever, and how each can be made to behave. */
const levers = {
	portal: ['normal', 'slow', 'refuse', 'wrong', 'down'],
	bank: ['right', 'twice', 'late', 'wrong'],
	messages: ['once', 'twice'],
	sms: ['normal', 'down', 'silent', 'mute', 'twice', 'late', 'backwards', 'full', 'broke']
} as const;
export type StandIn = keyof typeof levers;

const addresses = { portal: 'PORTAL_URL', bank: 'BANK_URL', messages: 'MESSAGES_URL', sms: 'GATEWAY_URL' } as const;
const PATIENCE_MS = 1500;
const Lever = v.object({ mode: v.string() });
export const Pull = v.variant('standIn', [
	v.object({ standIn: v.literal('portal'), mode: v.picklist(levers.portal) }),
	v.object({ standIn: v.literal('bank'), mode: v.picklist(levers.bank) }),
	v.object({ standIn: v.literal('messages'), mode: v.picklist(levers.messages) }),
	v.object({ standIn: v.literal('sms'), mode: v.picklist(levers.sms) })
]);

/** Where a stand-in is reached; undefined where none is set. */
const addressOf = (standIn: StandIn): string | undefined => program().settings[addresses[standIn]];

async function speak(standIn: StandIn, request: RequestInit): Promise<string | null> {
	const address = addressOf(standIn);
	if (!address) return null;
	try {
		const answer = await fetch(new URL('/lever', address), { ...request, signal: AbortSignal.timeout(PATIENCE_MS) });
		return answer.ok ? v.parse(Lever, await answer.json()).mode : null;
	} catch {
		return null;
	}
}

/** How a stand-in behaves now, or null when it does not answer. */
const readLever = (standIn: StandIn): Promise<string | null> => speak(standIn, {});

/** Makes a stand-in behave otherwise; false when it does not answer. */
export const pullLever = async ({ standIn, mode }: v.InferOutput<typeof Pull>): Promise<boolean> =>
	(await speak(standIn, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ mode })
	})) === mode;

const standIns = Object.keys(levers) as StandIn[];

/** Every lever, how its stand-in behaves now, and where that is reached. */
export const leversNow = () =>
	Promise.all(
		standIns.map(async (standIn) => ({
			standIn,
			modes: levers[standIn],
			mode: await readLever(standIn),
			page: addressOf(standIn) ?? null
		}))
	);
