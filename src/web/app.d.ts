declare global {
	namespace App {
		interface Error {
			message: string;
			code?: string;
			request?: string;
		}
		interface Locals {
			now: Date;
			locale: 'vi' | 'en' | 'hi';
			size: '1' | '2' | '3';
		}
	}
}

export {};
