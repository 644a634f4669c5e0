import { fieldAtDoor } from './at-door.ts';
import { countOf, standing, type Phone } from './store.browser.ts';

/** How much of what somebody said has not arrived; looks are the phone's own word and are not counted. */
export const wordsWaiting = async (phone: Phone): Promise<number> =>
	(await phone.outbox.all(standing('waiting'))).filter(({ command }) => command !== fieldAtDoor.openDoor).length +
	(await countOf(phone, 'later'));
