// Where whoever asks for somebody is called back: they may live abroad.

/** As it is kept: digits, with the number of the country before them where it is another than Viet Nam. */
export const tidyTelephone = (typed: string): string =>
	typed
		.replace(/[\s.\-()]/g, '')
		.replace(/^00(?=[1-9])/, '+')
		.replace(/^\+84/, '0');

/** A telephone of Viet Nam, or of another country with its number before it (E.164: at most fifteen digits). */
export const isTelephoneAnywhere = (tidy: string): boolean => /^(0\d{9,10}|\+[1-9]\d{6,14})$/.test(tidy);
