from tests.factories import make_quote, make_topic


def test_topic_has_a_name(refused):
    topic = make_topic()
    topic.name = ""
    with refused("topic_has_a_name"):
        topic.save()


def test_topic_name_unique(refused):
    make_topic(name="Tides")
    with refused("topic_name"):
        make_topic(name="Tides")


def test_topic_is_not_its_own_broader(refused):
    topic = make_topic()
    topic.broader = topic
    with refused("topic_is_not_its_own_broader"):
        topic.save()


def test_subject_once(refused):
    topic = make_topic()
    quote = make_quote(topics=[topic])
    with refused("subject_once"):
        quote.subjects.create(topic=topic, by="editor", is_rejected=True)


def test_subject_rejected_by_editor(refused):
    with refused("subject_rejected_by_editor"):
        make_quote().subjects.create(topic=make_topic(), by="machine", is_rejected=True)


def test_topic_merged_into_another(refused):
    topic = make_topic()
    topic.merged_into = topic
    with refused("topic_merged_into_another"):
        topic.save()
