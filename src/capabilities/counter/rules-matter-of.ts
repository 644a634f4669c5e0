import { matterNames, type Matter } from './rules-matters.ts';

/** Which matter a procedure's field of the catalogue belongs to; a field that is not here is asked at any desk. */
const byDomain: Record<string, Matter> = {
	'Hộ tịch': 'civil-status',
	'Hộ tịch (liên thông)': 'civil-status',
	'Nuôi con nuôi': 'civil-status',
	'Chứng thực': 'certification',
	'Bảo trợ xã hội': 'allowance',
	'Giảm nghèo': 'allowance',
	'Người có công': 'allowance',
	'Trẻ em': 'allowance',
	'Giáo dục và Đào tạo': 'allowance',
	'Thành lập và hoạt động hộ kinh doanh': 'business',
	'Đăng ký, quản lý cư trú': 'residence',
	'Cấp, quản lý căn cước': 'id-card',
	'Định danh và xác thực điện tử': 'id-card',
	'Đất đai': 'land',
	'Bảo hiểm y tế': 'health-insurance'
};

export const matterOfDomain = (domain: string): Matter => byDomain[domain] ?? 'question';

/** A matter as an address names it, or null. */
export const matterAt = (given: string | null): Matter | null => matterNames.find((name) => name === given) ?? null;
