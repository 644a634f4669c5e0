const dayFormat = new Intl.DateTimeFormat('en-CA', {
	timeZone: 'Asia/Ho_Chi_Minh',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit'
});
const timeFormat = new Intl.DateTimeFormat('vi-VN', {
	timeZone: 'Asia/Ho_Chi_Minh',
	day: '2-digit',
	month: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit'
});

/** `YYYY-MM-DD` in Việt Nam. */
export const dayOf = (instant: string | Date): string => dayFormat.format(new Date(instant));

/** For people to read. */
export const clockOf = (instant: string): string => timeFormat.format(new Date(instant));

export const now = (): string => new Date().toISOString();

export const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
