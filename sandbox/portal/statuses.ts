/** The statuses that provincial systems and the national portal exchange, and what commonly comes next. */
export const statuses: Record<number, { name: string; next: number[] }> = {
	1: { name: 'Mới đăng ký', next: [2, 3, 5] },
	2: { name: 'Được tiếp nhận', next: [4] },
	3: { name: 'Không được tiếp nhận', next: [] },
	4: { name: 'Đang xử lý', next: [5, 6, 8, 9] },
	5: { name: 'Yêu cầu bổ sung giấy tờ', next: [2, 4, 8] },
	6: { name: 'Yêu cầu thực hiện nghĩa vụ tài chính', next: [4, 9] },
	7: { name: 'Công dân yêu cầu rút hồ sơ', next: [] },
	8: { name: 'Dừng xử lý', next: [] },
	9: { name: 'Đã xử lý xong', next: [10] },
	10: { name: 'Đã trả kết quả', next: [] }
};

export const modes: Record<string, string> = {
	normal: 'Bình thường (0,8 giây)',
	slow: 'Chậm (20 giây)',
	refuse: 'Từ chối nhận hồ sơ',
	wrong: 'Trả lời sai (mã không đúng dạng)',
	down: 'Mất kết nối'
};
