"""One page per step of something that has a course: the address names the step's kind."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.http import Http404, HttpRequest, HttpResponse

from projects.pages.views.form import FormPage


class StepFormPage(FormPage):
    """`step_pages`: kind → how it is offered (button, form, functions, done). An unknown kind is 404."""

    step_pages: ClassVar[Mapping[str, Any]]
    step: Any

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["kind"] not in self.step_pages:
            raise Http404
        self.step = self.step_pages[kwargs["kind"]]
        self.functions, self.form_class = self.step.functions, self.step.form  # type: ignore[misc]
        self.title, self.done_message = self.step.button, self.step.done
        return super().dispatch(request, *args, **kwargs)
