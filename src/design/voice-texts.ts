/** What the fixed clips of the pages say. A person records the same words into a file of the same name and drops it into `static/tieng`. */
export const voiceTexts = {
	'may-chao': 'Kính chào bác. Hôm nay bác đến làm gì? Mời bác chạm vào một hình.',
	'may-viec': 'Bác cần việc gì? Bác chạm vào hình. Không rõ thì gọi người giúp.',
	'may-uu-tien': 'Bác có thuộc diện nào đây không? Không thì bấm lấy số ngay.',
	'may-phieu': 'Mời bác cầm phiếu, rồi ngồi chờ. Loa gọi số, không gọi tên.',
	'trang-dau': 'Bác cần làm giấy tờ gì? Bác viết vào ô, không dấu cũng được.',
	'tim-viec':
		'Đây là những việc gần với điều bác viết. Bác chạm vào việc của mình. Chưa thấy thì bác cứ nói với người ở quầy.',
	'thu-tuc': 'Trang này nói việc của bác mất bao lâu, hết bao nhiêu, làm ở đâu và bác mang theo gì.',
	'lay-so-nha': 'Bác chọn một việc rồi bấm lấy số. Bác cứ ở nhà, gần đến lượt hãy ra.',
	'luot-cho': 'Đây là số của bác và còn mấy người trước bác. Bác để trang này mở, số tự đổi.',
	'nhap-ma': 'Bác viết mười hai chữ số in trên phiếu vào ô, rồi bấm xem.',
	'dang-nhap': 'Bác đăng nhập bằng định danh của mình. Trang này không hỏi mật khẩu, không hỏi mã.',
	'cua-toi': 'Đây là trang của bác. Bác xem hồ sơ của mình, và ai đã xem thông tin của bác.',
	'theo-doi': 'Đây là hồ sơ của bác. Bác xem việc đang đến đâu và ngày hẹn lấy.',
	'tra-tien': 'Bác chỉ quét mã trên màn hình hoặc trên phiếu. Không ai được hỏi mật khẩu ngân hàng.',
	'khen-che': 'Hôm nay bác thấy thế nào? Bác chạm một hình. Người giúp bác không nhìn thấy.',
	'xem-lai': 'Bác xem lại giúp cháu. Đúng thì bấm đúng rồi. Chưa đúng thì cháu sửa.',
	'nhac-ma':
		'Bác dừng lại. Đừng đọc mã, mật khẩu hay số thẻ cho ai. Cán bộ không bao giờ hỏi mã hay mật khẩu. Ai hỏi là lừa đảo.',
	'ba-hinh': 'Bác chạm ba hình của mình, lần lượt từng hình. Ba hình chỉ mở bài học, hồ sơ vẫn khoá.',
	'ba-hinh-moi': 'Bác nhìn ba hình mới, nhớ thứ tự. Rồi bác chạm lại đúng ba hình ấy.',
	'lop-hoc':
		'Đây là lớp học của xã. Bác xem học gì, ngày nào, ở đâu, rồi giữ một chỗ. Không dùng trang này thì bác bảo cháu ở quầy.',
	'the-hoc': 'Bác xem tấm thẻ học, rồi viết chín chữ số trên thẻ vào ô. Chưa có thẻ thì bác bảo cháu ở quầy.',
	'tu-nhap': 'Mời bác tự nhập. Bác cứ thong thả, cháu vẫn đợi bác.'
} as const;
