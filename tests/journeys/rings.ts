import type { Browser } from 'playwright-core';
import { origin, standIn, walker } from './walk.ts';

/** What a browser is given to be rung by. */
type Given = { endpoint: string; keys: { p256dh: string; auth: string } };
/** The stand-in of a push service: it opens what was sealed to a browser. */
const service = () => `${standIn('GATEWAY_PORT')}/push`;
export const subscribed = async (): Promise<Given> =>
	(await (
		await fetch(`${service()}/dang-ky`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' })
	).json()) as Given;
/** How often it was rung. */
export const rang = async ({ endpoint }: Given): Promise<number> => {
	const page = await (await fetch(service())).text();
	return (
		page
			.split(`Trình duyệt ${endpoint.split('/').at(-1)!.slice(0, 6)}`)[1]!
			.split('</li>')[0]!
			.split('Có tin mới từ Trung tâm.').length - 1
	);
};

/** A phone whose browser is given to by this push service; no browser reaches a real one from here. */
export async function phoneThatRings(browser: Browser, given: Given) {
	const phone = await walker(browser, { width: 360 });
	await phone.context.grantPermissions(['notifications'], { origin });
	await phone.context.addInitScript((one) => {
		const subscription = { toJSON: () => one, unsubscribe: () => Promise.resolve(sessionStorage.clear()) };
		PushManager.prototype.subscribe = () =>
			Promise.resolve(sessionStorage.setItem('rung', '1')).then(() => subscription as never);
		PushManager.prototype.getSubscription = () =>
			Promise.resolve(sessionStorage.getItem('rung') ? (subscription as never) : null);
	}, given);
	return phone;
}
