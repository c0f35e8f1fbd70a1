/// How the cells of a workbook look and speak.
struct CellStyle {
    let wording: ReportWording
    let formats: Workbook.Formats
}
