-- title_zh: 空置的用房没有租出
-- title_en: Vacant spaces are not let
-- severity: error
-- why_zh:   登记为空置，又有在运营的项目在用，两处必有一处没有更新；盘活率因此算不准。
-- why_en:   A room entered as vacant while a running project uses it means that one of the two was not kept up to date,
--           and the activation rate is wrong.
-- message_zh: 用房 {space_id} 登记为空置，项目 {project_id} 正在使用
-- message_en: Space {space_id} is entered as vacant while project {project_id} is running in it
-- fix_zh:   更新用房的 use，或把项目的 status 改为 ended 并填 ended_on。
-- fix_en:   Update the space's use, or set the project's status to ended with its ended_on.
-- example_passes_zh: 空置用房上的项目 status 写 ended。
-- example_passes_en: The project in a vacant room has ended.
-- example_fails_zh: 用房 use 写 vacant，项目 status 写 running。
-- example_fails_en: The room is vacant while its project is running.
-- excludes_zh: 没有写明用房的项目。
-- excludes_en: Projects that name no room.
-- tests:    spaces
-- reads:    spaces, projects
select spaces.file, spaces.line, 'use' as column_name, space_id, project_id
from spaces
join projects using (space_id)
where spaces.use = 'vacant' and projects.status = 'running'
order by all
