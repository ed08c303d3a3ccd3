-- title_zh: 一处用房不同时租给两家
-- title_en: Leases of a space do not overlap
-- severity: error
-- why_zh:   同一处用房、同一个项目在同一天只能有一份合同；重叠的期间不知道该按哪份收租。
-- why_en:   One room and one project have one contract on any day; where two overlap nobody knows which rent is due.
-- message_zh: 合同 {contract_id} 自 {starts_on} 起，与合同 {earlier_id}（到 {ends_on}）重叠，同为 {shared}
-- message_en: Contract {contract_id} starts on {starts_on} while contract {earlier_id} runs until {ends_on}, both for {shared}
-- fix_zh:   改正起止日期；前一份提前终止的，把 ends_on 改为实际终止日。
-- fix_en:   Mend the dates; if the earlier one ended early, set its ends_on to that day.
-- example_passes_zh: 一份合同 6 月 30 日到期，下一份 7 月 1 日起。
-- example_passes_en: One contract ends on 30 June, the next begins on 1 July.
-- example_fails_zh: 一份合同 6 月 30 日到期，另一份 6 月 1 日起。
-- example_fails_en: One contract ends on 30 June, another begins on 1 June.
-- excludes_zh: 没有写明用房的项目之间；项目提前结束的，合同算到结束那天。
-- excludes_en: Different projects that name no room; where a project ended early, its contract is taken to end with it.
-- tests:    contracts
-- reads:    contracts, projects
with terms as (
    select contracts.* replace (least(contracts.ends_on, projects.ended_on) as ends_on),
        coalesce(projects.space_id, project_id) as shared
    from contracts
    join projects using (project_id)
)
select later.file, later.line, 'starts_on' as column_name, later.contract_id, later.starts_on,
    earlier.contract_id as earlier_id, earlier.ends_on, later.shared
from terms as later
join terms as earlier on earlier.shared = later.shared and later.starts_on <= earlier.ends_on
    and (earlier.starts_on, earlier.contract_id) < (later.starts_on, later.contract_id)
order by all
