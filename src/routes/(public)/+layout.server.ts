import { localeOf, sizeOf } from '#design/page.server.ts';
import type { LayoutServerLoad } from './$types';
import type { Today } from './doors.ts';

/** Public pages send no JavaScript: 0 bytes is their budget. */
export const csr = false;

export const load: LayoutServerLoad = ({ cookies, url }) => ({
	locale: localeOf(cookies),
	size: sizeOf(cookies),
	path: url.pathname + url.search,
	/** Official name of the centre and its province. */
	centre: 'Trung tâm Phục vụ hành chính công xã Quảng Bình',
	province: 'tỉnh Thanh Hóa',
	today: null as Today | null,
	/** Address of the clip that reads this page. */
	audio: null as string | null
});
