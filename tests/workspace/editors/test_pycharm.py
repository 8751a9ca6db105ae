"""The files of PyCharm are whole XML, name no interpreter, and fit together."""

from __future__ import annotations

import ast
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from gradatim.workspace.editors.furnish import furnish_exam, furnish_practice
from gradatim.workspace.editors.pycharm import pycharm_files
from gradatim.workspace.editors.runs import Run
from tests.workspace.editors.would_run import pycharm_buttons


def test_the_parts_of_a_project_name_each_other(tmp_path: Path) -> None:
    furnish_exam(tmp_path, [1, 2], ["pycharm"])
    idea = tmp_path / ".idea"
    (module,) = ET.parse(idea / "modules.xml").getroot().iter("module")
    iml = Path(module.attrib["filepath"].replace("$PROJECT_DIR$", str(tmp_path)))
    roots = [one.attrib["url"] for one in ET.parse(iml).getroot().iter("sourceFolder")]
    assert roots == ["file://$MODULE_DIR$/category1", "file://$MODULE_DIR$/category2"]
    settings = ET.parse(idea / "inspectionProfiles" / "profiles_settings.xml").getroot()
    (profile,) = [one.attrib["value"] for one in settings.iter("option") if one.attrib["name"] == "PROJECT_PROFILE"]
    named = ET.parse(idea / "inspectionProfiles" / f"{profile}.xml").getroot().find("profile/option")
    assert named is not None
    assert named.attrib == {"name": "myName", "value": profile}
    for file in (idea / "runConfigurations").iterdir():
        found = ET.parse(file).getroot().find("configuration/module")
        assert found is not None
        assert found.attrib["name"] == iml.stem


def test_nothing_names_this_machine_or_its_python(tmp_path: Path) -> None:
    furnish_exam(tmp_path / "exam", [1], ["pycharm"])
    furnish_practice(tmp_path / "practice", ["pycharm"])
    texts = [path.read_text() for path in tmp_path.rglob(".idea/**/*") if path.is_file()]
    assert texts
    for text in texts:
        assert sys.prefix not in text
        assert str(tmp_path) not in text


def test_the_commands_import_nothing_from_the_candidate_s_folder_and_the_scripts_do(tmp_path: Path) -> None:
    furnish_exam(tmp_path, [1], ["pycharm"])
    buttons = pycharm_buttons(tmp_path)
    assert buttons["Run category 1"].command[1:] == [str(tmp_path / "category1" / "answer.py")]
    assert buttons["Run category 1"].folder == tmp_path / "category1"
    assert buttons["Submit and test category 1"].command[1:] == ["-P", "-m", "gradatim", "submit", "1"]


def test_a_name_with_marks_of_xml_stays_a_name(tmp_path: Path) -> None:
    files = pycharm_files([Run('a <b> & "c"', ("check",))])
    (tmp_path / ".idea" / "runConfigurations").mkdir(parents=True)
    name = next(name for name in files if "runConfigurations" in name)
    (tmp_path / name).write_bytes(files[name])
    assert list(pycharm_buttons(tmp_path)) == ['a <b> & "c"']


def test_the_file_template_is_python_without_the_marks_of_velocity(tmp_path: Path) -> None:
    template = pycharm_files([])[".idea/fileTemplates/Keras model.py"].decode()
    ast.parse(template)
    assert "$" not in template
    assert "##" not in template
