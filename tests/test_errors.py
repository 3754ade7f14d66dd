"""The error family: a code for the face, facts for its sentence, a line for the log."""

import copy
import pickle

import pytest

from app import sentences
from bourse.errors import BourseError


def test_carries_its_code_and_facts() -> None:
    with pytest.raises(BourseError) as caught:
        raise BourseError("lot_unknown", lot="C7K3PX", code="a fact may be called code")
    assert caught.value.code == "lot_unknown"
    assert caught.value.params == {"lot": "C7K3PX", "code": "a fact may be called code"}


def test_reads_as_a_line() -> None:
    assert str(BourseError("till_closed")) == "till_closed"
    assert str(BourseError("lot_unknown", lot="C7K")) == "lot_unknown (lot='C7K')"


@pytest.mark.parametrize("twin", [copy.copy, lambda error: pickle.loads(pickle.dumps(error))])
def test_survives_being_copied_to_another_process(twin) -> None:
    error = twin(BourseError("lot_unknown", lot="C7K"))
    assert (error.code, error.params) == ("lot_unknown", {"lot": "C7K"})


def test_two_rooms_cannot_have_a_sentence_each_for_one_code() -> None:
    parts = [sentences.tills.SENTENCES, {"till_unknown": (404, "another sentence")}]
    with pytest.raises(ValueError, match="till_unknown"):
        sentences._of_all(parts)
    assert len(sentences.SENTENCES) == sum(len(room.SENTENCES) for room in sentences.ROOMS)
