-- title_zh: 更正指向存在的格子
-- title_en: Corrections name a cell that exists
-- severity: error
-- why_zh:   更正要让人找得到改的是哪一格；数据集、行或列写错，更正就没有着落。
-- why_en:   Readers must find the cell a correction explains; with a wrong dataset, row or column it explains nothing.
-- message_zh: 更正 {correction_id} 的 {column_name} 对不上：找不到它指的那一格
-- message_en: Correction {correction_id}: {column_name} leads to no cell of the accounts
-- fix_zh:   dataset 写数据集名，row_key 写那一行的编号（几列合成的用 / 连接），column 写列名。删去一行，更正它的编号列，新值留空。
-- fix_en:   dataset is a dataset's name, row_key that row's key (joined by / if of several columns), column a column's name. To strike a row out, correct its key to a blank.
-- example_passes_zh: revenue、r-4、gross：收入 r-4 有 gross 这一列。
-- example_passes_en: revenue, r-4, gross: revenue r-4 has the column gross.
-- example_fails_zh: revenue、r-4、grss：没有 grss 这一列。
-- example_fails_en: revenue, r-4, grss: there is no column grss.
-- excludes_zh: 更正编号列、把它改成空的，是删去那一行；删去的行不必还在。
-- excludes_en: A correction that leaves a key blank strikes its row out; a row struck out need not be there.
-- tests:    corrections
-- reads:    corrections, corrected_cells
select corrections.file, corrections.line, wrong as column_name, correction_id
from corrections
join corrected_cells on corrected_cells.dataset = corrections.dataset and corrected_cells.row_key = corrections.row_key
    and corrected_cells.named = corrections.column
where wrong is not null
order by all
