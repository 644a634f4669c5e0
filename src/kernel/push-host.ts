import { onThisMachine } from './on-this-machine.ts';

/** The push services of the browsers that there are. Whatever a page hands over as a subscription names an address: the house calls these and no other. */
export const pushHosts = [
	'fcm.googleapis.com',
	'updates.push.services.mozilla.com',
	'*.push.apple.com',
	'*.notify.windows.com'
].join(',');

/** Whether a subscription may be called: by https (on this machine by http), at a host that is listed; `*.x` is any name under x. */
export function isPushHost(endpoint: string, hosts: string): boolean {
	if (!URL.canParse(endpoint)) return false;
	const { protocol, host, username } = new URL(endpoint);
	if (username !== '' || (protocol !== 'https:' && !(protocol === 'http:' && onThisMachine(endpoint)))) return false;
	return hosts
		.split(',')
		.map((one) => one.trim())
		.some((one) => (one.startsWith('*.') ? host.endsWith(one.slice(1)) && host.length > one.length - 1 : host === one));
}
