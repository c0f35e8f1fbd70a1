import Attendance
import JSON

/// Writes what is kept, where, for how long and under which protection.
enum CatalogueWire {
    static func write(in language: Language, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("categories") { writer in
                writer.array { writer in
                    for category in DataCategory.allCases {
                        write(category, in: language, to: &writer)
                    }
                }
            }
            writer.member("tables") { writer in
                writer.array { writer in
                    for table in DataCatalogue.tables { write(table, to: &writer) }
                }
            }
            writer.member("documents") { writer in
                writer.array { writer in
                    for kind in DocumentKind.allCases {
                        writer.object { writer in
                            writer.member("kind", kind.rawValue)
                            writer.member("category", DataCatalogue.category(of: kind).rawValue)
                        }
                    }
                }
            }
        }
    }

    private static func write(
        _ category: DataCategory, in language: Language, to writer: inout JSONWriter
    ) {
        writer.object { writer in
            writer.member("category", category.rawValue)
            writer.member("title", category.title(in: language))
            writer.member("personal", category.isPersonal)
            writer.member("purposes", category.purposes.map(\.rawValue))
            writer.member("basis", category.basis(in: language))
            writer.member("retention", category.retention(in: language))
        }
    }

    private static func write(_ table: DataCatalogue.Table, to writer: inout JSONWriter) {
        writer.object { writer in
            writer.member("table", table.name)
            writer.member("category", table.category.rawValue)
            writer.member("columns") { writer in
                writer.array { writer in
                    for column in table.columns {
                        writer.object { writer in
                            writer.member("name", column.name)
                            writer.member("protection", column.protection.rawValue)
                        }
                    }
                }
            }
        }
    }
}
