/** Why an app cannot be on this phone: another app's own browser, a line that anybody can read, or a browser that keeps nothing. */
export type Unfit = 'in-app' | 'insecure' | 'no-store';

/** Browsers within other apps: what is kept there goes with the app, and nothing can be installed from there. */
const WITHIN = /Zalo|FBAN|FBAV|FB_IAB|Instagram|MicroMessenger|\bLine\/|TikTok|; wv\)/;

type Here = { userAgent: string; secure: boolean; keeps: boolean };

/** Whether this browser can carry the app; null where it can. */
export function unfitIn({ userAgent, secure, keeps }: Here): Unfit | null {
	if (WITHIN.test(userAgent)) return 'in-app';
	if (!secure) return 'insecure';
	return keeps ? null : 'no-store';
}

/** What may lose what lies here, before it does: it is said at the head of every page. */
export type Heed = 'not-kept' | 'low-room' | null;
const LOW = 300 * 1024 * 1024;

export async function heedOf(storage: StorageManager | undefined): Promise<Heed> {
	const kept = await storage?.persist?.().catch(() => false);
	const room = await storage?.estimate?.().catch(() => null);
	if (room && (room.quota ?? 0) - (room.usage ?? 0) < LOW) return 'low-room';
	return kept ? null : 'not-kept';
}
