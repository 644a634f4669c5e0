import { standing, type Phone } from './store.browser.ts';

/** What a phone says by itself of a door that somebody opened on it: a look, which they read. No server's code goes to a phone. */
export const openDoorAtDoor = 'field.open-door';

/** How much of what somebody said has not arrived; looks are the phone's own word and are not counted. */
export const wordsWaiting = async (phone: Phone): Promise<number> =>
	(await phone.outbox.all(standing('waiting'))).filter(({ command }) => command !== openDoorAtDoor).length;
