import { NotSent } from '#kernel/not-sent.ts';
import { onThisMachine } from '#kernel/on-this-machine.ts';

/** Faults before the first byte went out; after it, nobody knows what the other side has. */
const unmade = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

const codeOf = (fault: unknown): string =>
	fault instanceof Error && fault.cause instanceof Error && 'code' in fault.cause ? String(fault.cause.code) : '';

/** One POST to an outside system: https (plain for a stand-in on this machine), no redirect, and so much patience. */
export async function callOutside(
	setting: string,
	url: string,
	request: RequestInit,
	patience: number
): Promise<Response> {
	if (new URL(url).protocol !== 'https:' && !onThisMachine(url)) throw new NotSent(`${setting} is not https`);
	try {
		const signal = AbortSignal.timeout(patience);
		return await fetch(url, { ...request, method: 'POST', redirect: 'error', signal });
	} catch (fault) {
		throw unmade.includes(codeOf(fault)) ? new NotSent(codeOf(fault)) : fault;
	}
}
