/** Whether an address is of this machine itself: there a stand-in may speak plain http. */
export const onThisMachine = (address: string): boolean =>
	['127.0.0.1', 'localhost', '[::1]'].includes(new URL(address).hostname);
