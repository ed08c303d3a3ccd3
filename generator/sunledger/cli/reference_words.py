"""What the help of the commands says, in Chinese: by its English sentence, commands by name."""

from __future__ import annotations

ZH = {
    # build
    "Check the accounts below DATA and build the website, or change nothing if there is an error.":
        "核对 DATA 里的账目，建成网站；有一个错误，就什么也不改。",
    "Folder of the finished site.": "建成的网站放在哪个目录。",
    "Processes (default: one per core).":
        "同时用几个进程；缺省每个核一个。",
    "Public address, for QR codes, sitemap and canonical links.":
        "网站的公开地址，用于二维码、站点地图和规范网址。",
    "Address before a data file's path, for edit links.":
        "数据文件路径前面的地址，用于“编辑”链接。",
    "Revision of the data, as shown on the pages.":
        "数据的版本，写在网页上。",
    "Language of the findings.": "用哪种语言说。",
    "Serve the site on loopback when it is built.":
        "建好以后在本机打开网站。",
    "Port to serve on.": "用哪个端口。",
    # check
    "Check the accounts below DATA (default: data) and say all that is wrong with them.":
        "核对 DATA（缺省 data）里的账目，说出全部问题。",
    "How findings are written.": "问题写成什么形式。",
    "Take published figures that differ for errors.":
        "别处公布过的数字与账目不符，作为错误。",
    # comment
    "Write the comment for a pull request from ARTIFACT, which anyone could have made. "
    "Prints its number and text as JSON, or nothing if the run is no open pull request's newest.":
        "用核对流程留下的 ARTIFACT（谁都可能改过）写合并请求下面的留言。打印合并请求的编号和正文（JSON）；"
        "不是哪个合并请求的最新提交，就什么也不打印。",
    "File of the workflow_run event, from GitHub.":
        "GitHub 的 workflow_run 事件文件。",
    "File of open pull requests, as GitHub lists them.":
        "GitHub 列出的未关闭的合并请求。",
    "Published accounts, which the names are taken from.":
        "已公布的账目，单位名称取自这里。",
    # demo
    "Write demonstration data: invented accounts, the same for the same seed.":
        "写出演示数据：虚构的账目，同样的种子得到同样的数据。",
    "Folder to write the data to.": "数据写到哪个目录。",
    "Communities; without it the three demonstration counties are written.":
        "几个社区；不写就是三个演示县。",
    "Months of accounts.": "几个月的账。",
    "Same seed, same data.": "种子；同样的种子，同样的数据。",
    # diff
    "Tell what a change means for residents: from BASE to HEAD, or to the files as they stand. "
    "Both are revisions of git or folders of accounts.":
        "说明一次改动对居民意味着什么：从 BASE 到 HEAD；不写 HEAD，就是到现在的文件。"
        "两者都可以是 git 里的版本，也可以是账目目录。",
    "Folder of the accounts, of which git keeps the revisions.":
        "账目目录，git 里有它的各个版本。",
    "How the difference is written.": "改动写成什么形式。",
    # import
    "Read clerks' spreadsheets and show what they change in the accounts; write it with --apply.":
        "读记账员的表格，先说明会改账目的哪些行；加 --apply 才写入。",
    "Folder of the accounts.": "账目目录。",
    "Write the rows, unless there is an error.":
        "写入这些行；有错误就不写。",
    "What the files hold, where they don't say.":
        "文件自己没有写明时，说明是哪种表。",
    "Read this sheet only.": "只读这一张工作表。",
    "Accept doubtful readings of a kind, as the question names it.":
        "同意一类拿不准的读法，名称照提问时写的。",
    "How the outcome is written.": "结果写成什么形式。",
    # init
    "Begin a new publisher's repository in DIR; what is not given is asked at the terminal.":
        "在 DIR 里开始一个新的发布者的仓库；没有写明的，在屏幕上逐项问。",
    "Four small files and nothing else.": "只要四个小文件。",
    "Id of the county, such as tan.": "县的编号，例如 tan。",
    "Name of the county.": "县的名称。",
    "Its name in English.": "它的英文名称。",
    "Id of the first community (default: COUNTY-c01).": "第一个社区的编号；缺省是 <县>-c01。",
    "Its name.": "它的名称。",
    "What the first fund is.": "第一笔资金是哪一种。",
    "The charity that keeps it, for a charity's fund.": "慈善基金由哪个慈善组织管理。",
    "Day on which its accounts begin, such as 2025-07-01.": "从哪天开始记账，例如 2025-07-01。",
    "Its balance on that day, in yuan.": "那一天的余额，元。",
    "Day of the next month by which a month is posted.": "次月几日以前公示。",
    # owners
    "Write CODEOWNERS from the folders of DATA and maintainers.toml beside it.":
        "按 DATA 的目录和旁边的 maintainers.toml 写出 CODEOWNERS：谁审核哪个目录。",
    "File to write (default: the terminal).":
        "写到哪个文件；缺省写在屏幕上。",
    # redact
    "Take a row out of the seals for a legal reason, once the accounts no longer hold what must go.":
        "账目里已经删去依法要删的内容以后，把那一行从封存里遮去。",
    "County whose seals hold the row.": "封存着这一行的县。",
    "Dataset of the row.": "这一行属于哪种表。",
    "Key of the row.": "这一行的编号。",
    "Body that decided it.": "决定的机构。",
    "Day of the decision.": "决定的日期。",
    "Legal ground; never what the row held.":
        "依据的条文；不要写那一行的内容。",
    # seal
    "Seal the published months of the accounts below DATA, unless there is an error.":
        "封存 DATA 里公布过的月份；有错误就不封存。",
    "Last month to seal (default: the last that is due).":
        "封存到哪个月；缺省到最后一个过了期限的月份。",
    "Only this county.": "只封存这个县。",
    "Start the log of a county that has none.": "这个县第一次封存。",
    # serve
    "Serve the site of DATA on this machine alone, building again whenever something changes.":
        "只在本机打开 DATA 的网站，有改动就自动重建。",
    # template
    "Make a workbook for the clerk of some funds, or of all funds of a community, to keep a month in.":
        "为记账员做一本工作簿，记一个月的账：写几笔资金，或者一个社区（它的全部资金）。",
    "Month to be kept, as 2025-06 (default: the next to be kept).":
        "记哪个月，例如 2025-06；缺省是接着要记的那个月。",
    "Workbook to write (default: COMMUNITY-MONTH.xlsx here).":
        "写到哪个文件；缺省是这里的 <社区>-<月份>.xlsx。",
    # verify
    "Verify seals: of the accounts below TARGET, of a built site, or of a ZIP of one.":
        "验证封存：TARGET 是账目目录、建成的网站或它的 ZIP。",
    "A head kept from earlier, as printed on a notice.":
        "以前留下的根值，照公示单上印的写。",
}  # fmt: skip
