const time = new Intl.DateTimeFormat('vi-VN', {
	timeZone: 'Asia/Ho_Chi_Minh',
	hour: 'numeric',
	minute: '2-digit',
	hour12: false
});

/** A time of day where the centres are: `9:04`. */
export const clock = (instant: Date): string => time.format(instant);
