/** The 63 provinces and cities of before July 2025; the 34 of today bear names of these, and Huế. */
const NAMES = `An Giang, Bà Rịa Vũng Tàu, Bạc Liêu, Bắc Giang, Bắc Kạn, Bắc Ninh, Bến Tre, Bình Dương, Bình Định, Bình Phước,
Bình Thuận, Cà Mau, Cao Bằng, Cần Thơ, Đà Nẵng, Đắk Lắk, Đắk Nông, Điện Biên, Đồng Nai, Đồng Tháp, Gia Lai, Hà Giang, Hà Nam,
Hà Nội, Hà Tĩnh, Hải Dương, Hải Phòng, Hậu Giang, Hòa Bình, Hồ Chí Minh, Hưng Yên, Khánh Hòa, Kiên Giang, Kon Tum, Lai Châu,
Lạng Sơn, Lào Cai, Lâm Đồng, Long An, Nam Định, Nghệ An, Ninh Bình, Ninh Thuận, Phú Thọ, Phú Yên, Quảng Bình, Quảng Nam,
Quảng Ngãi, Quảng Ninh, Quảng Trị, Sóc Trăng, Sơn La, Tây Ninh, Thái Bình, Thái Nguyên, Thanh Hóa, Thừa Thiên Huế, Tiền Giang,
Trà Vinh, Tuyên Quang, Vĩnh Long, Vĩnh Phúc, Yên Bái`;

/** How people write some of them besides. */
const ALSO = `Huế, Thừa Thiên, Bà Rịa, Vũng Tàu, Sài Gòn, HCM, TPHCM, Bắc Cạn, Đắc Lắc, Đăk Lăk, Đắc Nông, Đăk Nông, Kontum`;

const listed = (names: string): string[] => names.split(',').map((name) => name.trim());

export const PROVINCES: readonly string[] = listed(NAMES);
export const PROVINCE_NAMES: readonly string[] = [...PROVINCES, ...listed(ALSO)];
