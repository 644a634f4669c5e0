import type { StaffDoor } from '#capabilities/access/door.server.ts';
import type { PageReads } from '#platform/page-reads.server.ts';

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
			/** In which a page reads; null where something is done. */
			reads: PageReads | null;
			/** Who signed in on this browser: asked once for a page, however many parts of it ask. */
			sitter?: Promise<StaffDoor | null>;
			/** Of a page that says why something could not be: its status, where it is not 200. */
			status?: number;
			/** Of the page that frames a file of ours: its policy lets it, and no other page's does. */
			frames?: boolean;
		}
	}
}

export {};
